package words

// UI holds the headings, labels and explanations of the reports themselves.
var UI = Table{"ui"}
