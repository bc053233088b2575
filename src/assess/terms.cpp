#include "terms.hpp"

#include <algorithm>

namespace vungphu::assess {
namespace {

/// With its most before no_data is added.
struct Found {
  Terms terms;
  std::int64_t most = 0;
};

Found things(const Figure& f) {
  Found found;
  found.terms = {.lower = f.covered, .no_data = f.no_data, .total = f.total, .unknown = {}, .unit = f.unit};
  found.most = f.covered_upper;
  return found;
}

Found demand(const Figure& f) {
  Found found = things(f);
  found.terms.lower = f.demand_covered;
  found.terms.total = f.demand_total;
  found.terms.unknown = f.unknown_demand;
  // How many of those of whom nobody speaks ask for the service is not kept: at most all that are left.
  found.terms.no_data = std::min(f.no_data, f.demand_total - f.demand_covered_upper);
  found.most = f.demand_covered_upper;
  return found;
}

Found weight(const Figure& f) {
  if (f.kind == "household") return things(f);
  Found found = things(f);
  found.terms.unit = "households";
  found.terms.lower = f.weight_covered;
  found.terms.total = f.weight_total;
  found.terms.unknown = f.unweighted;
  found.most = f.weight_covered_upper;
  if (f.weight_total && f.no_data > 0) found.terms.no_data = *f.weight_total - f.weight_covered_upper;
  return found;
}

Found people(const Figure& f) {
  Found found;
  found.terms = {.lower = f.people_covered,
                 .no_data = f.people_no_data,
                 .total = f.people_total,
                 .unknown = f.unpeopled,
                 .unit = "people"};
  found.most = f.people_covered_upper;
  return found;
}

Found powered(const Figure& f) {
  Found found;
  found.terms = {.lower = f.powered_covered,
                 .no_data = f.powered_no_data,
                 .total = f.powered_total,
                 .unknown = f.unknown_power,
                 .unit = "hamlets_with_power"};
  found.most = f.powered_covered;
  return found;
}

}  // namespace

Terms terms_of(const Figure& f, std::string_view formula) {
  Found found = formula == "demand"    ? demand(f)
                : formula == "weight"  ? weight(f)
                : formula == "people"  ? people(f)
                : formula == "powered" ? powered(f)
                                       : things(f);
  Terms& terms = found.terms;
  terms.upper = terms.total ? std::min(*terms.total, found.most + terms.no_data) : found.most;
  // Of people and of hamlets with power it is known who is of no_data: all of them may be, though things of
  // which less is known were judged.
  const bool own = formula == "people" || formula == "powered";
  terms.judged = f.status != "no_data" && !(own && terms.total && terms.no_data >= *terms.total);
  return std::move(found.terms);
}

}  // namespace vungphu::assess
