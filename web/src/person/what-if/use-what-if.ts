import { useMemo, useState } from 'preact/hooks';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Profile } from '../../../../lib/scoring/resolve.ts';
import { NOTHING, type SupposedValue, type Supposition, scoreIf } from './supposition.ts';

/** What is supposed of a person, and the scores without it and with it. All of it lives in this page alone. */
export function useWhatIf(known: Profile, card: Scorecard, today: number) {
  const [supposition, setSupposition] = useState(NOTHING);
  const before = useMemo(() => scoreIf(known, card, today, NOTHING), [known, card, today]);
  const after = useMemo(() => scoreIf(known, card, today, supposition), [known, card, today, supposition]);
  /** `undefined` takes a supposition back. */
  const suppose = (fact: string, value: SupposedValue | undefined) =>
    setSupposition((now) => ({ ...now, facts: changed(now.facts, fact, value) }));
  const consent = (name: string, given: boolean | undefined) =>
    setSupposition((now) => ({ ...now, consents: changed(now.consents, name, given) }));
  return { supposition, before, after, suppose, consent, setSupposition, reset: () => setSupposition(NOTHING) };
}

export type WhatIf = ReturnType<typeof useWhatIf>;
export type { Supposition };

function changed<T>(all: Readonly<Record<string, T>>, name: string, value: T | undefined): Record<string, T> {
  const { [name]: _former, ...rest } = all;
  return value === undefined ? rest : { ...rest, [name]: value };
}
