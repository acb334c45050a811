import {tableBytes} from "./arrowTable.js";
import {modelsTable} from "./catalogTables.js";
import {hashSources, readCatalog, readFolder} from "./readCatalog.js";

process.stdout.write(tableBytes(modelsTable(readCatalog().models, hashSources(readFolder("models")))));
