import type { Socket } from 'node:net';

interface Guest {
  readonly address: string;
  /** It has asked for something and not got all of it. */
  isServed: boolean;
}

/**
 * Sees to it that a few connections suffice for everybody who asks: when more are made than there are places, the one goes that has waited longest of those from the address that
 * has most, without having asked for anything where there is such a one. Whoever keeps connections open takes places from itself alone.
 */
export class Places {
  readonly #guests = new Map<Socket, Guest>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  take(socket: Socket): void {
    if (this.#guests.size >= this.#most) this.#makeRoom();
    this.#guests.set(socket, { address: socket.remoteAddress ?? '', isServed: false });
    socket.once('close', () => this.#guests.delete(socket));
  }

  serve(socket: Socket, isServed: boolean): void {
    const guest = this.#guests.get(socket);
    if (guest !== undefined) guest.isServed = isServed;
  }

  #makeRoom(): void {
    const byAddress = Map.groupBy(this.#guests, ([, { address }]) => address);
    const [most = []] = [...byAddress.values()].toSorted((a, b) => b.length - a.length);
    const [socket] = most.find(([, { isServed }]) => !isServed) ?? most[0] ?? [];
    if (socket === undefined) return;
    this.#guests.delete(socket);
    socket.destroy();
  }
}
