import {writeTable} from "./writeTable.js";

await writeTable("hardware", "arrow");
