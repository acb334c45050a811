import {writeTable} from "./writeTable.js";

await writeTable("figures", "parquet");
