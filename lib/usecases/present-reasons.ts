import type { Text } from '../schemas/dictionary.ts';
import type { ScoreReply } from '../schemas/score.ts';
import type { Scorecard } from '../scoring/model.ts';
import type { LossKind, Reason } from '../scoring/reasons.ts';
import { codeOf } from './score-profile.ts';

/** The wording follows the largest part of the loss: 'income is stated but not verified' is not 'income is low'. */
export function reasonText(index: number, kind: LossKind, card: Scorecard): Text {
  const row = card.file.characteristics[index];
  const pair = card.file.pairs[index - card.file.characteristics.length];
  const label = card.dictionary.facts[card.characteristics[index]?.fact ?? -1]?.label;
  if (kind === 'value' || label === undefined) return (row ?? pair)?.reason ?? { en: '', zh: '' };
  const { en, zh } = label;
  if (kind === 'missing') return { en: `${en}: nothing is known`, zh: `${zh}：暂无信息` };
  if (kind === 'unverified') return { en: `${en}: not verified by a reliable source`, zh: `${zh}：尚未由可靠来源核实` };
  if (kind === 'contradicted')
    return {
      en: `${en}: counts less because other statements of this source were contradicted`,
      zh: `${zh}：因该来源的其他陈述被否定而降低采信`,
    };
  return { en: `${en}: the information is out of date`, zh: `${zh}：信息已过时` };
}

export function presentReason({ index, points, kind, parts }: Reason, card: Scorecard): ScoreReply['reasons'][number] {
  const named = Object.entries(parts).filter(([, part]) => part !== 0);
  return {
    code: codeOf(card, index),
    kind,
    points: points / 1000,
    parts: Object.fromEntries(named.map(([name, part]) => [name, part / 1000])),
    ...factOf(index, card),
    text: reasonText(index, kind, card),
  };
}

export function presentStrength(index: number, points: number, card: Scorecard): ScoreReply['strengths'][number] {
  const label = card.dictionary.facts[card.characteristics[index]?.fact ?? -1]?.label ?? {
    en: codeOf(card, index),
    zh: codeOf(card, index),
  };
  const id = card.characteristics[index]?.id ?? card.pairs[index - card.characteristics.length]?.id ?? '';
  return { id, ...factOf(index, card), points: points / 1000, text: label };
}

function factOf(index: number, card: Scorecard): { fact: string } | Record<string, never> {
  const fact = card.characteristics[index]?.factName;
  return fact === undefined ? {} : { fact };
}
