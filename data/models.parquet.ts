import {writeTable} from "./writeTable.js";

await writeTable("models", "parquet");
