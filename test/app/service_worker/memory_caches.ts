/** The browser's caches and network in memory, as far as the service worker asks them. */

export class MemoryCaches {
  readonly stored = new Map<string, Map<string, Response>>();

  /** As the worker is given it. */
  get storage(): CacheStorage {
    return {
      open: (name: string) => Promise.resolve(this.open(name)),
      keys: () => Promise.resolve([...this.stored.keys()]),
      delete: (name: string) => Promise.resolve(this.stored.delete(name)),
    } as unknown as CacheStorage;
  }

  paths(name: string): readonly string[] {
    return [...(this.stored.get(name)?.keys() ?? [])].sort();
  }

  private open(name: string): Cache {
    const entries = this.stored.get(name) ?? new Map<string, Response>();
    this.stored.set(name, entries);
    return {
      match: (address: string) => Promise.resolve(entries.get(address)?.clone()),
      put: (address: string, response: Response) => {
        entries.set(address, response);
        return Promise.resolve();
      },
    } as unknown as Cache;
  }
}

export class MemoryNetwork {
  readonly asked: string[] = [];
  readonly options: RequestInit[] = [];
  private readonly answers: Map<string, () => Promise<Response>>;

  /** `files` by address; every other address is answered with 404. */
  constructor(files: Readonly<Record<string, string>>) {
    this.answers = new Map(
      Object.entries(files).map(([address, text]) => [
        address,
        () => Promise.resolve(new Response(text)),
      ]),
    );
  }

  answer(address: string, how: () => Promise<Response>): void {
    this.answers.set(address, how);
  }

  cut(): void {
    for (const address of this.answers.keys()) {
      this.answers.set(address, () => Promise.reject(new TypeError('Failed to fetch')));
    }
  }

  readonly fetch = (address: string, options: RequestInit): Promise<Response> => {
    this.asked.push(address);
    this.options.push(options);
    const answer = this.answers.get(address);
    return answer?.() ?? Promise.resolve(new Response('not found', { status: 404 }));
  };
}
