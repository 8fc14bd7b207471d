package words

// Columns names the columns of the input tables and of the files adal writes.
var Columns = Table{"column"}
