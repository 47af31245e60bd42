import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Fields, fieldsOf, listOf, numberOf } from '../../local/service/checks.ts';
import { parseCloudFormationYaml } from '../../local/service/cloudformation-yaml.ts';
import { resolveVariables, type Sources } from '../../local/service/variables.ts';
import { countAlarmMetrics, countResources, countSettings } from './resources.ts';

/** What the template says that costs depend on, with the settings that it has by default. */
export interface Stack {
  memoryMb: Readonly<Record<string, number>>;
  logRetentionDays: number;
  /** Lambda's own lines about an invocation that went well. */
  platformLogLines: number;
  /** The access log's format; its variables are about as long as what they stand for. */
  accessLogBytes: number;
  /** Routes that have metrics of their own. */
  measuredRoutes: number;
  measuredTriggers: number;
  /** Metrics that alarms watch. */
  alarmMetrics: number;
  /** How many there are of each type of resource. */
  resources: Readonly<Record<string, number>>;
}

/** The framework's own, where nothing is said. */
const DEFAULT_MEMORY_MB = 1024;
/** START, END and REPORT. */
const PLATFORM_LINES = 3;

export function readStack(root: URL): Stack {
  const self = fieldsOf(parsed(new URL('serverless.yml', root)), 'the file');
  const value = resolver(self);
  const provider = fieldsOf(self.provider, 'provider');
  const logs = optional(optional(provider).logs);
  const documents = [self, ...filesOf(new URL('deploy/', root)).map(parsed)];
  const events = Object.values(fieldsOf(self.functions, 'functions')).flatMap((entry) =>
    listOf(fieldsOf(entry, 'a function').events ?? [], 'events'),
  );
  const routes = events.filter((event) => optional(event).httpApi !== undefined).length;
  return {
    memoryMb: memoryOf(self, value),
    logRetentionDays: numberOf(value(provider.logRetentionInDays), 'provider.logRetentionInDays'),
    platformLogLines: optional(logs.lambda).systemLogLevel === 'WARN' ? 0 : PLATFORM_LINES,
    accessLogBytes: Buffer.byteLength(String(optional(logs.httpApi).format ?? '')),
    measuredRoutes: optional(provider.httpApi).metrics === true ? routes : 0,
    measuredTriggers: countSettings(documents, 'MetricsConfig'),
    alarmMetrics: countAlarmMetrics(documents),
    resources: countResources(documents),
  };
}

function memoryOf(self: Fields, value: (section: unknown) => unknown): Record<string, number> {
  const usual = optional(self.provider).memorySize ?? DEFAULT_MEMORY_MB;
  const entries = Object.entries(fieldsOf(self.functions, 'functions')).map(([name, entry]) => [
    name,
    numberOf(value(optional(entry).memorySize ?? usual), `functions.${name}.memorySize`),
  ]);
  return Object.fromEntries(entries);
}

function resolver(self: Fields) {
  const param = optional(optional(self.params).default) as NonNullable<Sources['param']>;
  return (section: unknown) => resolveVariables(section, { self, param });
}

function optional(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function parsed(file: URL): unknown {
  return parseCloudFormationYaml(readFileSync(file, 'utf8'), basename(file.pathname));
}

function filesOf(folder: URL): URL[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => new URL(name, folder));
}
