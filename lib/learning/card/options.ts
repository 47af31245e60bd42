import type { Dimension, Tier } from '../../schemas/dictionary.ts';
import type { Scale } from './scale.ts';

export interface CardOptions {
  /** Lower case with dashes. */
  id: string;
  version: string;
  title: string;
  scale?: Partial<Pick<Scale, 'pdo' | 'baseScore' | 'baseOdds'>>;
  /** Age, and columns that only a benchmark may use. */
  protectedColumns?: Readonly<Record<string, true | 'age'>>;
  /** The card may be measured but never activated; it may then use protected facts. */
  benchmarkOnly?: boolean;
  halfLifeDays?: number | null;
  assertableBy?: readonly Tier[];
  /** Consents that a dimension needs. */
  consents?: Partial<Record<Dimension, string>>;
  /** Goes into the card: hash of the data, version of the program, and whatever else an auditor asks for. */
  provenance?: Record<string, unknown>;
}
