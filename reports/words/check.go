package words

// Check words the page of adal check.
var Check = Table{"check"}

// LeftOut words why rows of a file were left out, beside their number.
var LeftOut = Table{"left_out"}

// Ask says what to ask for, and of whom.
var Ask = Table{"ask"}

// Suggest words the comments of a suggested adal.yaml.
var Suggest = Table{"suggest"}
