import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  title: string;
  /** Numbers stand at the right. */
  numeric?: boolean;
  cell(row: Row): ComponentChildren;
}

interface TableProps<Row> {
  caption: string;
  /** For those who cannot see what it stands under. */
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
}

/** The first column heads its row. On a narrow screen it scrolls by itself, also by keyboard. */
export function Table<Row>({ caption, hideCaption = false, columns, rows, keyOf }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="table" aria-label={caption} tabIndex={0}>
      <table>
        <caption class={hideCaption ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" class={numeric ? 'numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, numeric, cell }, i) =>
                i === 0 ? (
                  <th key={title} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={title} class={numeric ? 'numeric' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
