import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inOrder } from '../../bin/import/in-order.ts';
import { Progress } from '../../bin/import/progress.ts';

const never = new AbortController().signal;

async function* upTo(count: number) {
  for (let item = 0; item < count; item += 1) yield item;
}

describe('work side by side', () => {
  it('is settled in order, without a gap, within its bounds, whatever takes how long', async () => {
    const ticks = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
    const most = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(ticks, most, most, async (durations, atOnce, ahead) => {
        const settled: number[] = [];
        let running = 0;
        const work = async (item: number) => {
          running += 1;
          expect(running).toBeLessThanOrEqual(atOnce);
          expect(item - settled.length).toBeLessThan(ahead);
          for (let tick = durations[item] ?? 0; tick > 0; tick -= 1) await null;
          running -= 1;
          return item * 2;
        };
        const settle = (item: number, result: number) => settled.push(result - item);
        await inOrder(upTo(durations.length), work, settle, { atOnce, ahead, signal: never });
        expect(settled).toEqual(durations.map((_, item) => item));
      }),
    );
  });

  it('ends at the first failure, after what is under way; what lies behind it is not settled', async () => {
    const settled: number[] = [];
    const work = async (item: number) => {
      if (item === 5) throw new Error('no');
      return item;
    };
    const run = inOrder(upTo(1e9), work, (item) => void settled.push(item), { atOnce: 3, ahead: 9, signal: never });
    await expect(run).rejects.toThrow('no');
    expect(settled).toEqual([0, 1, 2, 3, 4]);
  });

  it('passes on a failure of the source', async () => {
    async function* broken() {
      yield 1;
      throw new Error('unreadable');
    }
    const settled: number[] = [];
    const run = inOrder(
      broken(),
      async (item) => item,
      (item) => void settled.push(item),
      { atOnce: 3, ahead: 9, signal: never },
    );
    await expect(run).rejects.toThrow('unreadable');
    expect(settled).toEqual([1]);
  });
});

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  function shown(isTTY: boolean): string {
    let text = '';
    const progress = new Progress({ isTTY, columns: 100, write: (more) => (text += more) });
    for (let rows = 0; rows <= 3000; rows += 10) {
      progress.update({ rows, refused: rows / 100, fraction: rows / 3000 });
      vi.advanceTimersByTime(100);
    }
    progress.clear();
    return text;
  }

  it('is a line every ten seconds in a log', () => {
    const lines = shown(false).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('33 %, 1,000 rows, 10 refused, 100/s, about 20 s left');
  });

  it('is a bar on a terminal, which leaves nothing behind', () => {
    const text = shown(true);
    expect(text).toContain('\r\x1b[K[############------------] 50 %, 1,500 rows, 15 refused, 100/s, about 15 s left');
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\x1b[K')).toBe(true);
  });
});
