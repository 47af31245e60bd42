import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_SECRETS, ROTATION_MS, type StoredSecret } from '../../../lib/schemas/partner.ts';
import { rotated, validSecrets } from '../../../lib/usecases/partners/secrets.ts';

const secret = (n: number, createdAt: number): StoredSecret => {
  return { secretId: `s${n}`, sealed: `sealed ${n}`, createdAt, expiresAt: undefined };
};

test('however often and when a secret is replaced: two at most, the new one at once, the former for a day', () => {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * ROTATION_MS }));
  fc.assert(
    fc.property(
      fc.array(gap, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 2 * ROTATION_MS }),
      (gaps, later) => {
        let now = 0;
        let secrets: StoredSecret[] = [secret(0, 0)];
        for (const [i, gap] of gaps.entries()) {
          now += gap;
          const former = secrets[0];
          secrets = rotated(secrets, secret(i + 1, now), now);
          const valid = validSecrets(secrets, now);
          expect(valid.map(({ secretId }) => secretId)).toEqual([`s${i + 1}`, former?.secretId]);
          expect(secrets.length).toBeLessThanOrEqual(MOST_SECRETS);
        }
        const names = validSecrets(secrets, now + later).map(({ secretId }) => secretId);
        expect(names).toEqual(later < ROTATION_MS ? [`s${gaps.length}`, `s${gaps.length - 1}`] : [`s${gaps.length}`]);
      },
    ),
  );
});
