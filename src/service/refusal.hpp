// How a submission ends that an Error stops: what each code means for it, and what is kept of it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "vungphu/model/claim.hpp"
#include "vungphu/service/request.hpp"

namespace vungphu::service {

/// Whose the Error is.
enum class Fault {
  request,   ///< what was typed: no submission was made, nothing is kept
  machine,   ///< this machine or its workspace: the file says nothing of it, nothing is kept
  file,      ///< the file cannot be read: kept as refused, why "file_refused"
  question,  ///< the file leaves open what the sender knows: kept as refused, why "answer_needed"
};

struct FaultRow {
  std::string_view code;
  Fault fault;
  std::string_view answer;  ///< of questions: the flag that answers it, or flags of which one does
};
/// All codes of reader, intake, collectors and geo, and those of service that concern a submission.
std::span<const FaultRow> fault_table();
/// By the table; a code without a row is the machine's. Of a CRS that `how` names, the request's.
Fault fault_of(const Error& error, const Submission& how);

/// The first of them that is no question, as an Error.
Status only_questions(const std::vector<Error>& errors, const Submission& how);

/// Makes `report` a refused one, with one finding for each question before all others.
void ask(SubmitReport& report, const std::vector<Error>& questions);
/// Makes `report` the refused one of a file that cannot be read.
void refuse_file(SubmitReport& report, const Error& why);

}  // namespace vungphu::service
