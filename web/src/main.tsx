import './no-eval.ts';
import { render } from 'preact';
import { applyDisplay } from './display.ts';
import { readRoute } from './route.ts';
import { takeTokenFromAddress } from './session.ts';
import { App } from './shell/App.tsx';

function followAddress(): void {
  takeTokenFromAddress();
  readRoute();
}

applyDisplay();
followAddress();
addEventListener('hashchange', followAddress);
render(<App />, document.getElementById('app')!);
