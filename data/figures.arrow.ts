import {tableBytes} from "./arrowTable.js";
import {figuresTable} from "./catalogTables.js";
import {hashSources, readCatalog, readFolder} from "./readCatalog.js";

const {hardware, models, calibrations} = readCatalog();
const figures = [...hardware, ...models, ...calibrations].flatMap((entry) => entry.figures);
const files = [...readFolder("hardware"), ...readFolder("models"), ...readFolder("calibration")];
process.stdout.write(tableBytes(figuresTable(figures, hashSources(files))));
