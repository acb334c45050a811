import {createServer} from "node:http";
import type {Server} from "node:http";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import sirv from "sirv";

/** A running server and the address at which it is reached. */
export interface ServedFolder {
  url: string;
  server: Server;
  close(): Promise<void>;
}

/** Serves a built site on the first free port from the one given (0 lets the system choose), on this machine only. */
export async function serveFolder(folder: string, firstPort: number): Promise<ServedFolder> {
  const files = sirv(folder, {etag: true});
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, {"content-type": "text/html; charset=utf-8"}).end(readFileSync(join(folder, "404.html")));
    });
  });
  for (let port = firstPort; ; port++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(port, "127.0.0.1", () => {
          server.off("error", reject);
          resolve();
        });
      });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || port >= firstPort + 1000) throw error;
    }
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected the server to listen on a port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
