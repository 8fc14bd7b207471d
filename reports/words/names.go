package words

// Ties says what the other person is to the subject.
var Ties = Table{"tie"}

// Relations says what the relative of a family_links row is to the person.
var Relations = Table{"relation"}

// Kinds names the kinds of a finding, in the singular.
var Kinds = Table{"kind"}

// ThingKinds names what a finding is about.
var ThingKinds = Table{"thing"}

// Confidence says how sure the evidence of a finding is.
var Confidence = Table{"confidence"}

// Statuses says where a finding stands.
var Statuses = Table{"status"}

// Disclosed says whether the person gave notice of the interest.
var Disclosed = Table{"disclosed"}

// Parts names the addends of a score.
var Parts = Table{"part"}

// PartFacts words the codes a part of a score was given for, "part.code".
var PartFacts = Table{"part_fact"}

// InputTables names the input tables.
var InputTables = Table{"table"}

// Roles says what a source row does in the proof of a finding.
var Roles = Table{"role"}

// HolderRoles names the roles of supplier_people.
var HolderRoles = Table{"holder_role"}

// DecisionRoles names the roles of decisions.
var DecisionRoles = Table{"decision_role"}

// Activities names the kinds of outside work.
var Activities = Table{"activity"}

// Influence names the marks of an influential post.
var Influence = Table{"influence"}

// PostKinds names how a post is held.
var PostKinds = Table{"post_kind"}

// ServiceClasses names the classes of service.
var ServiceClasses = Table{"service_class"}

// SupplierKinds names the kinds of supplier.
var SupplierKinds = Table{"supplier_kind"}

// SubjectKinds names what is bought.
var SubjectKinds = Table{"subject_kind"}

// SliceKinds names the cuts of the annual report.
var SliceKinds = Table{"slice"}

// MethodClasses names the classes of procurement methods.
var MethodClasses = Table{"method_class"}

// Identities says whom a share is counted for.
var Identities = Table{"identity"}

// GroupKinds says how sure a group is.
var GroupKinds = Table{"group_kind"}

// EdgeTypes says why two members of a group belong together.
var EdgeTypes = Table{"edge"}

// Steps names the steps of the reconciliation.
var Steps = Table{"step"}

// RuleStatuses says whether a rule ran.
var RuleStatuses = Table{"rule_status"}

// Of says what the coverage of a rule counts.
var Of = Table{"of"}

// Measures names the indicators of kpi.csv.
var Measures = Table{"measure"}

// Grounds names the grounds of direct contracts under which the law itself names the supplier.
var Grounds = Table{"ground"}
