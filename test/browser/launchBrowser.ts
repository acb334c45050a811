import {chromium} from "playwright-core";
import type {Browser} from "playwright-core";
import {findChromium} from "./findChromium.js";

/** Starts the system's Chromium without a window. */
export function launchBrowser(): Promise<Browser> {
  // Chromium refuses its sandbox to root, as which containers run.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({executablePath: findChromium(), args: isRoot ? ["--no-sandbox"] : []});
}
