import type { Route } from '../service.ts';

export interface Matched {
  route: Route;
  pathParameters: Record<string, string>;
}

/** Finds the route of a request as API Gateway does: the more of the path a route spells out, the sooner it is chosen. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Matched | undefined {
  const compiled = routes
    .map((route) => ({ route, segments: segmentsOf(route.path) }))
    .sort((a, b) => specificity(b.segments).localeCompare(specificity(a.segments)));
  return (method, path) => {
    const given = segmentsOf(path);
    for (const { route, segments } of compiled) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = match(segments, given);
      if (pathParameters) return { route, pathParameters };
    }
    return undefined;
  };
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

// Per segment: spelled out before a parameter before a greedy one.
function specificity(segments: string[]): string {
  return segments.map((segment) => (!segment.startsWith('{') ? '2' : segment.endsWith('+}') ? '0' : '1')).join('');
}

function match(segments: string[], given: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const isGreedy = segment.endsWith('+}');
    const value = isGreedy ? given.slice(index).join('/') : given[index];
    if (value === undefined) return undefined;
    if (segment.startsWith('{')) {
      if (value === '') return undefined;
      parameters[segment.slice(1, isGreedy ? -2 : -1)] = decodeURIComponent(value);
      if (isGreedy) return parameters;
    } else if (segment !== value) return undefined;
  }
  return segments.length === given.length ? parameters : undefined;
}
