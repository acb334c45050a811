// Publishes a face of the text font from the installed package, so that the repository holds no copy of it.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {parseArgs} from "node:util";

const {values} = parseArgs({options: {face: {type: "string"}}});
const file = createRequire(import.meta.url).resolve(`@fontsource-variable/source-serif-4/files/${values.face}.woff2`);
process.stdout.write(readFileSync(file));
