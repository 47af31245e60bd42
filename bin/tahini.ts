#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// TypeScript is made ready once, not at every call: help takes half the time then. Where this cannot be written it is not.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/tahini', import.meta.url)));
await import('./main.ts');
