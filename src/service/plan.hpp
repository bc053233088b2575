// What a submission is read as: everything that is decided before its first row.
#pragma once

#include "vungphu/collectors/collector.hpp"
#include "vungphu/model/claim.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/model/reference.hpp"
#include "vungphu/service/request.hpp"
#include "vungphu/store/store.hpp"

#include "reading.hpp"

namespace vungphu::service {

/// Points into the profile that it was made with.
struct Plan {
  const collectors::Collector* collector = nullptr;
  const Technology* technology = nullptr;
  Reference reference;
  collectors::Signal signal;  ///< where the collector asks for one
};

/// The operator by id, name or brand. Error service.operator_unknown, with the nearest ids.
Result<Operator> operator_asked(const store::Store& store, const std::string& asked);
/// Errors service.technology_unknown, service.technology_is_set.
Result<const Technology*> find_technology(const Profile& profile, const std::string& asked);

/// Collector, mapping, part, reach, codes and signal, as `request` says or as they fit `file`; what is
/// recorded goes into `info`. What the file leaves open is added to `open`, all that can be told at once, and
/// the Plan is then good for its reference only (the mapping, for its positions):
/// service.collector_ambiguous, service.no_collector, and those of the collector. Errors
/// service.collector_unknown, service.not_mobile, service.threshold_unused.
Result<Plan> make_plan(const store::Store& store, const Profile& profile, const OpenedFile& file,
                       const SubmitRequest& request, Submission& info, std::vector<Error>& open);

/// What the plan's collector may know besides a row, but for a raster's lattice.
collectors::Context context_of(const Profile& profile, const Plan& plan, const Submission& info);

}  // namespace vungphu::service
