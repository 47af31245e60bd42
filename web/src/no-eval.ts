import * as z from 'zod';

// Before any schema is made: zod would try whether it may compile code, and the policy would count that as a breach.
z.config({ jitless: true });
