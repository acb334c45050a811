import {describeShard} from "./sweep/sweep.js";

describeShard(4);
