/** Of the program; it stands in every row of a sweep. */
export const version = "0.1.0";
