import { expect, it, vi } from 'vitest';
import { abortable } from '../../src/node/abortable.js';

const reason = new Error('enough');

/** A server that begins what it is sent some time later, and forgets what it is told when it does nothing. */
function slowServer(beginMs: number) {
  let interrupted: ((error: Error) => void) | undefined;
  return {
    statement: () => new Promise<never>((_, reject) => setTimeout(() => (interrupted = reject), beginMs)),
    interrupt: vi.fn(() => {
      interrupted?.(new Error('interrupted'));
      return Promise.resolve();
    }),
  };
}

it('interrupts a statement that a server has not begun when it is told', async () => {
  const controller = new AbortController();
  const server = slowServer(50);
  const { answer, end } = abortable(controller.signal, server.interrupt);
  const answered = answer(server.statement);
  controller.abort(reason);
  await expect(answered).rejects.toThrow('interrupted');
  await end();
  const times = server.interrupt.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(server.interrupt).toHaveBeenCalledTimes(times);
});

it('asks nothing after an abort, but for what comes after the end', async () => {
  const controller = new AbortController();
  const ask = vi.fn(() => Promise.resolve('rolled back'));
  const { answer, end } = abortable(controller.signal, () => Promise.resolve());
  controller.abort(reason);
  await expect(answer(ask)).rejects.toBe(reason);
  expect(ask).not.toHaveBeenCalled();
  await end();
  expect(await answer(ask)).toBe('rolled back');
});

it('fails with the reason where the server cannot be told, and goes on failing', async () => {
  const controller = new AbortController();
  const never = (): Promise<never> => new Promise(() => undefined);
  const { answer, end } = abortable(controller.signal, () => Promise.reject(new Error('no answer')));
  const answered = answer(never);
  controller.abort(reason);
  await expect(answered).rejects.toBe(reason);
  await end();
  await expect(answer(never)).rejects.toBe(reason);
});
