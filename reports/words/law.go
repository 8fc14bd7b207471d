package words

// ContractStatuses names the statuses of the procurement portal's register.
var ContractStatuses = Table{"contract_status"}

// Methods names the procurement methods of the portal that contracts mostly carry.
var Methods = Table{"method"}
