/**
 * Mean number of cached tokens that one decode step reads, over the `outputLength` steps of a generation: step i finds
 * `inputLength + i` tokens in the cache, of which attention sees at most `window`.
 */
export function meanDecodeContext(inputLength: number, outputLength: number, window: number | null): number {
  const last = inputLength + outputLength - 1;
  if (window === null || last <= window) return (inputLength + last) / 2;
  if (inputLength >= window) return window;
  const growing = window - inputLength;
  return (growing * (inputLength + window - 1) * 0.5 + (outputLength - growing) * window) / outputLength;
}

/** Query–key pairs of causal prefill attention over one sequence, each token seeing itself and what `window` leaves. */
export function causalPairs(inputLength: number, window: number | null): number {
  if (window === null || inputLength <= window) return (inputLength * (inputLength + 1)) / 2;
  return (window * (window + 1)) / 2 + (inputLength - window) * window;
}

/** Tokens of one sequence that the KV cache must hold at the end of the phase. */
export function cachedTokens(inputLength: number, outputLength: number, window: number | null): number {
  const tokens = inputLength + outputLength;
  return window === null ? tokens : Math.min(tokens, window);
}
