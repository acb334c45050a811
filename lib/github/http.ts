/** What is asked over HTTP. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What comes back, as `fetch` gives it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: {get(name: string): string | null};
  text(): Promise<string>;
}

/** Asks over HTTP, follows no redirection, and rejects where no answer comes. */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpAnswer>;

/** Resolves after so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>;
