import type { Dimension, Text, Tier } from '../../schemas/dictionary.ts';
import type { Scale } from './scale.ts';

/** What is known of a column beyond its numbers: how its fact is named, and who may state it. */
export interface FactWords {
  label?: Text;
  /** What is said when the value itself costs the points; the label when absent. */
  reason?: Text;
  unit?: string;
  /** Days after which a statement counts half; null = it never fades. */
  halfLifeDays?: number | null;
  assertableBy?: readonly Tier[];
  actionable?: boolean;
}

export interface CardOptions {
  /** Lower case with dashes. */
  id: string;
  version: string;
  title: string;
  scale?: Partial<Pick<Scale, 'pdo' | 'baseScore' | 'baseOdds'>>;
  /** Age, and columns that only a benchmark may use. */
  protectedColumns?: Readonly<Record<string, true | 'age'>>;
  /** All texts that a column of categories holds in the training data, those included that are too rare for a bin. */
  categories?: Readonly<Record<string, readonly string[]>>;
  /** The card may be measured but never activated; it may then use protected facts. */
  benchmarkOnly?: boolean;
  /** By column. */
  words?: Readonly<Record<string, FactWords>>;
  /** Consents that a dimension needs. */
  consents?: Partial<Record<Dimension, string>>;
  /** Goes into the card: hash of the data, version of the program, and whatever else an auditor asks for. */
  provenance?: Record<string, unknown>;
}
