import {existsSync} from "node:fs";
import {join} from "node:path";

/**
 * Finds the Chromium or Chrome that is on this machine, for the tests download none. CHROMIUM_PATH or CHROME_PATH, where
 * set, wins.
 */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  for (const name of ["CHROMIUM_PATH", "CHROME_PATH"]) {
    const path = env[name];
    if (!path) continue;
    if (existsSync(path)) return path;
    throw new Error(`${name}: no such file: ${path}`);
  }
  const path = candidates(env, platform).find((candidate) => existsSync(candidate));
  if (path !== undefined) return path;
  throw new Error(
    "no Chromium or Chrome found: install one (Debian: apt install chromium; macOS: brew install --cask chromium; " +
      "Windows: winget install Google.Chrome), or set CHROMIUM_PATH to its executable",
  );
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  switch (platform) {
    case "darwin":
      return ["/Applications", join(env["HOME"] ?? "/", "Applications")].flatMap((folder) =>
        ["Chromium", "Google Chrome", "Google Chrome for Testing", "Microsoft Edge"].map((name) =>
          join(folder, `${name}.app`, "Contents", "MacOS", name),
        ),
      );
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
        .map((name) => env[name])
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          join(folder, "Google", "Chrome", "Application", "chrome.exe"),
          join(folder, "Chromium", "Application", "chrome.exe"),
          join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
        ]);
    default: {
      const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
      const folders = [
        ...(env["PATH"] ?? "").split(":"),
        "/usr/bin",
        "/usr/local/bin",
        "/snap/bin",
        "/opt/google/chrome",
      ];
      return names.flatMap((name) => folders.filter((folder) => folder !== "").map((folder) => join(folder, name)));
    }
  }
}
