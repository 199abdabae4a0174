import type { FromEngine, ToEngine } from './engine-messages.ts';

const ANSWER_MS = 15_000;

/** What the engine was asked and has not answered. */
export interface EngineQuestions {
  /** Undefined where no answer comes within 15 seconds, or the engine ends before. */
  ask(message: (question: number) => ToEngine): Promise<FromEngine | undefined>;
  settle(question: number, answer: FromEngine): void;
  /** Nothing is answered any more. */
  abandon(): void;
}

export function createEngineQuestions(send: (message: ToEngine) => void): EngineQuestions {
  let questions = 0;
  const asked = new Map<number, (answer: FromEngine | undefined) => void>();
  return {
    ask(message) {
      const question = ++questions;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          asked.delete(question);
          resolve(undefined);
        }, ANSWER_MS);
        asked.set(question, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        send(message(question));
      });
    },
    settle(question, answer) {
      asked.get(question)?.(answer);
      asked.delete(question);
    },
    abandon() {
      for (const resolve of asked.values()) resolve(undefined);
      asked.clear();
    },
  };
}
