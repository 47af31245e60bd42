import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'what a partner does with signed messages: send, listen',
  usage: [
    'tahini webhook send URL --partner ID --type TYPE --subject ID [--data JSON] [--at TIME]',
    'tahini webhook send URL --partner ID --file events.json',
    'tahini webhook listen --secret whsec_... [--port 4040]',
  ],
  text: `send signs events as the partner does, sends them to the API at URL, and tells what became of each
  --partner ID      the partner's id
  --secret whsec_…  the partner's secret; better in TAHINI_WEBHOOK_SECRET, out of the shell's history
  --type, --subject, --data, --at
                    one event: of what type, about whom, what it says ({}), and when it occurred (now)
  --file FILE       one event, or {"events": [...]}; sent byte for byte, but for a byte order mark
  --json            the answer as one JSON document on stdout
  A large batch is waited for, up to two minutes.

listen prints each notification that comes to http://127.0.0.1:<port>/ and whether its signature is good, until Ctrl-C
  --secret          of the subscription; give it twice while it is rotated
  --port            where to listen on this machine (4040; 0 takes any free one)
  It is for people to look at, and has no --json.`,
  examples: [
    [
      'a meter was read and the bill was paid',
      `npx tahini webhook send http://127.0.0.1:3000 --partner gridco --type bill.paid --subject amina --data '{"month": "2026-10"}'`,
    ],
    ['many events at once', 'npx tahini webhook send http://127.0.0.1:3000 --partner gridco --file events.json --json'],
    ['see what a subscription is sent', 'npx tahini webhook listen --secret "$SECRET" --port 4040'],
  ],
  partly: 'an event was refused, or the batch was not done within two minutes',
};
