import type { Plugin } from 'esbuild';
import { shipped } from '../../lib/scorecards/shipped.ts';

/**
 * The dictionary and the card that ship go into the bundles as lib/scorecards/shipped.ts has checked and hashed them,
 * here and now; a card that breaks a rule fails the build.
 */
export function checkedArtefacts(): Plugin {
  return {
    name: 'checked-artefacts',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]lib[\\/]scorecards[\\/]shipped\.ts$/ }, () => ({
        contents: JSON.stringify({ shipped }),
        loader: 'json',
      }));
    },
  };
}
