import { Component, type ComponentChildren } from 'preact';

interface BoundaryProps {
  /** What stands in place of what could not be drawn. */
  instead: ComponentChildren;
  children: ComponentChildren;
}

/** What cannot be drawn takes nothing else with it. Give it a key: another one tries again. */
export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  static override getDerivedStateFromError = () => ({ hasFailed: true });
  override state = { hasFailed: false };

  override render({ instead, children }: BoundaryProps) {
    return this.state.hasFailed ? instead : children;
  }
}
