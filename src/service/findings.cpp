#include "vungphu/service/findings.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "vungphu/base/text.hpp"
#include "vungphu/formats/copy.hpp"

#include "reading.hpp"

namespace vungphu::service {
namespace {

constexpr auto kAdded = std::to_array<std::string_view>(
    {"label.found_row", "label.found_severity", "label.found", "label.found_remedy"});
constexpr std::size_t kLongestCell = 8000;  ///< bytes; a spreadsheet's cell holds 32,767 letters

/// The catalogue's word for a code among the arguments; the code itself where it has none.
std::string word_of(Lang lang, std::string_view argument, const std::string& code) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"kind", "kind."},         {"technology", "technology."}, {"encoding", "encoding."},
      {"operator", "operator."}, {"finer", "basis."},           {"coarser", "basis."}};
  for (const auto& [name, prefix] : kWords) {
    if (name != argument) continue;
    const std::string word = text_or_empty(lang, std::string(prefix) + code);
    if (!word.empty()) return word;
  }
  return code;
}

Args args_of(const Finding& f, Lang lang) {
  Args args = in_words(f.args, lang);
  args.insert(args.end(), {{"row", std::to_string(f.row)}, {"field", f.field}, {"value", f.value}});
  return args;
}

bool is_added(const std::string& column) {
  return std::any_of(kAdded.begin(), kAdded.end(), [&](std::string_view key) {
    return fold(column) == fold(text(Lang::vi, key)) || fold(column) == fold(text(Lang::en, key));
  });
}

std::string severity_word(Severity severity, Lang lang) {
  return text(lang, "severity." + std::string(name_of(severity)));
}

using Texts = std::vector<std::optional<std::string>>;

/// One cell: every text once, in their order.
std::string joined(const std::vector<std::string>& texts) {
  constexpr std::string_view kBetween = " | ";
  std::string made;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (std::find(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(i), texts[i]) !=
        texts.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    if (made.size() + texts[i].size() > kLongestCell) return made + " …";
    made += (made.empty() ? "" : std::string(kBetween)) + texts[i];
  }
  return made;
}

/// The cells that are added to a row, in the order of kAdded.
void add_remarks(const std::vector<const Finding*>& findings, Lang lang, Texts& cells) {
  Severity worst = Severity::note;
  std::vector<std::string> sentences, remedies;
  for (const Finding* f : findings) {
    worst = std::max(worst, f->severity);
    sentences.push_back(sentence(*f, lang));
    remedies.push_back(remedy(*f, lang));
  }
  cells.emplace_back(severity_word(worst, lang));
  cells.emplace_back(joined(sentences));
  cells.emplace_back(joined(remedies));
}

}  // namespace

Args in_words(Args args, Lang lang) {
  for (auto& [name, value] : args) value = word_of(lang, name, value);
  return args;
}

std::string sentence(const Finding& finding, Lang lang) {
  return text(lang, "finding." + finding.code, args_of(finding, lang));
}

std::string remedy(const Finding& finding, Lang lang) {
  return text(lang, "finding." + finding.code + ".fix", args_of(finding, lang));
}

Result<FoundIn> found_in_submission(const store::Store& store, std::int64_t id) {
  VP_TRY(const std::optional<Submission> found, store.submission(id));
  if (!found) return fail("service.submission_unknown", {{"id", std::to_string(id)}});
  VP_TRY(std::vector<Finding> findings, store.findings_of_submission(id));
  return FoundIn{found->sha256, found->format, found->member,      found->file_name,
                 found->layer,  found->crs,    std::move(findings)};
}

Result<FoundIn> found_in_list(const store::Store& store, std::int64_t id) {
  VP_TRY(const std::vector<ListInfo> lists, store.lists());
  const auto found = std::ranges::find(lists, id, &ListInfo::id);
  if (found == lists.end()) return fail("service.list_unknown", {{"id", std::to_string(id)}});
  VP_TRY(std::vector<Finding> findings, store.findings_of_list(id));
  return FoundIn{found->sha256, found->format, found->member,      found->file_name,
                 found->layer,  found->crs,    std::move(findings)};
}

Result<FindingsFile> write_findings(const store::Store& store, const FoundIn& found,
                                    const std::string& format, const std::string& path, Lang lang,
                                    const Task& task) {
  if (found.sha256.empty()) return fail("service.no_file");
  Submission how;  // texts stay as they came
  how.sha256 = found.sha256;
  how.format = found.format;
  how.member = found.member;
  how.file_name = found.file_name;
  how.layer = found.layer;
  VP_TRY(const OpenedFile file, open_kept(store, how, task));
  FindingsFile made;
  formats::Copy copy;
  copy.name = file.layer.name;
  copy.geometry = file.layer.geometry;
  copy.crs = file.layer.crs.empty() ? found.crs : file.layer.crs;
  copy.remarks_name = kRemarksLayer;
  VP_TRY(const Profile profile, store.profile());
  copy.pinned = profile.pinned_operations;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < file.layer.fields.size(); ++i) {
    if (is_added(file.layer.fields[i].name)) continue;
    kept.push_back(i);
    copy.columns.push_back(file.layer.fields[i].name);
  }
  for (const std::string_view key : kAdded) copy.columns.push_back(text(lang, key));
  std::unordered_map<std::int64_t, std::vector<const Finding*>> by_row;
  for (const Finding& f : found.findings) {
    if (f.row != 0)
      by_row[f.row].push_back(&f);
    else
      copy.remarks.push_back("[" + severity_word(f.severity, lang) + "] " + sentence(f, lang) + " " +
                             remedy(f, lang));
  }
  copy.produce = [&](const formats::CopyRow& put) -> Status {
    const auto on_row = [&](RawFeature&& row) -> Status {
      VP_CHECK(task.check());
      Texts cells;
      for (const std::size_t i : kept)
        cells.push_back(i < row.fields.size() ? std::move(row.fields[i]) : std::nullopt);
      cells.emplace_back(std::to_string(row.row));
      if (const auto on_it = by_row.find(row.row); on_it != by_row.end()) {
        ++made.marked;
        add_remarks(on_it->second, lang, cells);
      }
      cells.resize(copy.columns.size());
      ++made.rows;
      return put(cells, row.wkb);
    };
    const auto on_layer = [](const LayerInfo&) -> Status { return {}; };
    VP_TRY(const reader::ReadCounts counts,
           file.reader->read({.layer = file.layer.name, .where = {}}, on_layer, on_row, task));
    static_cast<void>(counts);
    return {};
  };
  VP_CHECK(formats::write_copy(copy, format, path, lang));
  made.without_geometry = file.layer.geometry != "none" && (format == "xlsx" || format == "csv");
  return made;
}

}  // namespace vungphu::service
