import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CardProps {
  title: string;
  /** A sentence under the title. */
  lead?: string | undefined;
  /** Controls at the title's side. */
  aside?: ComponentChildren;
  wide?: boolean;
  children: ComponentChildren;
}

/** A part of a page under a heading of its own. */
export function Card({ title, lead, aside, wide = false, children }: CardProps) {
  const id = useId();
  return (
    <section class={`card ${wide ? 'wide' : ''}`} aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {lead !== undefined && <p class="soft">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}
