package ocds

import "adal/pipeline/ingest/source"

// Inside gives the releases that a record or a package holds, each with the ocid of its record:
// the compiled release of a record where it has one, else its releases. is says whether it is a
// record or a package; a release itself is none.
func Inside(o source.Object) (releases []source.Object, is bool) {
	if compiled, has := o["compiledRelease"].(source.Object); has {
		return []source.Object{called(compiled, o["ocid"])}, true
	}
	if hasSection(o) {
		return nil, false
	}
	_, pack := o["records"].([]any)
	_, some := o["releases"].([]any)
	is = pack || some
	for _, record := range List(o["records"]) {
		if held, holds := Inside(record); holds {
			releases = append(releases, held...)
		} else {
			releases = append(releases, record)
		}
	}
	for _, r := range List(o["releases"]) {
		if held, holds := Inside(r); holds {
			releases = append(releases, held...)
		} else {
			releases = append(releases, called(r, o["ocid"]))
		}
	}
	return releases, is
}

// hasSection reports whether an object has a part that a release alone has.
func hasSection(o source.Object) bool {
	for _, section := range []string{"buyer", "parties", "planning", "tender", "bids", "awards", "contracts"} {
		if _, has := o[section]; has {
			return true
		}
	}
	return false
}

// called gives a release without an ocid that of its record.
func called(r source.Object, ocid any) source.Object {
	if Text(r["ocid"]) == "" && ocid != nil {
		r["ocid"] = ocid
	}
	return r
}

// Holds reports whether an object is a release, or a record or a package with one.
func Holds(o source.Object) bool {
	if Is(o) {
		return true
	}
	inside, _ := Inside(o)
	for _, r := range inside {
		if Is(r) {
			return true
		}
	}
	return false
}

// Elsewhere reports of what stands in the place of a release that nothing can be read of it, and gives
// what it says: where the release could be fetched, or the ocid of a record with its history alone.
func Elsewhere(o source.Object) (says string, is bool) {
	if hasSection(o) {
		return "", false
	}
	if url, linked := o["url"].(string); linked {
		return url, true
	}
	_, history := o["versionedRelease"]
	return Text(o["ocid"]), history
}
