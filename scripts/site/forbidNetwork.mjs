// Loaded into Framework's process before anything else: the site is built from what is installed, and from nothing else.
globalThis.fetch = async (input) => {
  const url = String(input?.url ?? input);
  throw new Error(
    `${url}: the site is built without the network. Install the package and import it by its bare name, ` +
      `or add it to the bundled packages in scripts/site/fillPackageCache.ts.`,
  );
};
