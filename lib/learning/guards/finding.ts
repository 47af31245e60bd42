/** Something about a column that a lender must know before a scorecard is learned from it. */
export interface Finding {
  column: string;
  kind: 'constant' | 'identifier' | 'many-categories' | 'leak' | 'separates' | 'protected' | 'age';
  /** What becomes of it: left out, kept but said, or nothing is learned until somebody decides. */
  action: 'left-out' | 'warning' | 'refused';
  /** One line: what was seen, and what to do. */
  says: string;
}
