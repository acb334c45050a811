import {tableBytes} from "./arrowTable.js";
import {hardwareTable} from "./catalogTables.js";
import {hashSources, readCatalog, readFolder} from "./readCatalog.js";

process.stdout.write(tableBytes(hardwareTable(readCatalog().hardware, hashSources(readFolder("hardware")))));
