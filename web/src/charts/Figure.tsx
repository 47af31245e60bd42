import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';
import { Table } from '../parts/Table.tsx';

/** What is told when the pointer is at a mark: where in the drawing, and what. */
export interface Tip {
  x: number;
  y: number;
  says: string;
}

/** The figures of a drawing as a table; the first column heads the rows. */
export interface FigureData {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface LegendEntry {
  /** The class of its mark: `a`, `b`, `bars`, ... */
  mark: string;
  says: string;
}

interface FigureProps {
  /** What is seen, for those who do not see it. */
  label: string;
  height: number;
  data: FigureData;
  legend?: readonly LegendEntry[] | undefined;
  children(draw: { width: number; tip(at: Tip | undefined): void }): ComponentChildren;
}

const NARROW = 320;

/** A drawing at the width that there is, so that its letters keep their size; with a tip, a legend and its figures as a table. */
export function Figure({ label, height, data, legend, children }: FigureProps) {
  const { t } = useTexts();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [tip, setTip] = useState<Tip>();
  return (
    <figure class="figure">
      <div class="drawing" ref={frame} onPointerLeave={() => setTip(undefined)}>
        <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          {children({ width, tip: setTip })}
        </svg>
        {tip && (
          <span class="tip" aria-hidden="true" style={{ left: `${(100 * tip.x) / width}%`, top: `${tip.y}px` }}>
            {tip.says}
          </span>
        )}
      </div>
      {legend && (
        <ul class="legend">
          {legend.map(({ mark, says }) => (
            <li key={mark}>
              <span class={`mark ${mark}`} aria-hidden="true" />
              {says}
            </li>
          ))}
        </ul>
      )}
      <details class="figures">
        <summary>{t.common.data}</summary>
        <Table
          caption={label}
          hideCaption
          columns={data.columns.map((title, i) => ({
            title,
            numeric: i > 0,
            cell: (row: readonly string[]) => row[i],
          }))}
          rows={data.rows}
          keyOf={(row) => row.join('|')}
        />
      </details>
    </figure>
  );
}

function useWidth(frame: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(NARROW);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(NARROW / 2, Math.round(element.clientWidth))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
