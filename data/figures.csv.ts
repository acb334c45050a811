import {writeTable} from "./writeTable.js";

await writeTable("figures", "csv");
