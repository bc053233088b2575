// Forms of homes that fiber passes: one a district and operator, half-year by half-year. Viettel counts by
// hamlet, VNPT by commune and still in old codes, MobiFone by hamlet or by commune of the day, but for the
// last district, of which it says nothing.
#include <functional>
#include <map>

#include <fmt/core.h>

#include "vungphu/base/date.hpp"
#include "vungphu/base/text.hpp"

#include "paper_form.hpp"

namespace vungphu::demo {
namespace {

constexpr std::array<const char*, 2> kLetters{"ngày 04/07/2025", "ngày 06/01/2026"};
constexpr std::int64_t kTypingError = 7;

/// What one hamlet has in one half-year, by operator.
struct Homes {
  std::int64_t total = 0, requested = 0;
  std::array<std::int64_t, 3> passed{}, connected{};
};

std::vector<Homes> count_homes(const Paper& paper, int half) {
  const World& world = paper.world;
  std::vector<Homes> all(world.hamlets.size());
  std::vector<std::array<std::int64_t, 2>> built(all.size());  // of the stretch
  for (const Section& section : make_sections(world))
    for (const std::size_t op : {kViettel, kVnpt})
      if (is_built(section.since[op], half)) built[section.hamlet][op] += section.to - section.from;
  for (std::size_t h = 0; h < all.size(); ++h) {
    Homes& homes = all[h];
    Prng prng(world.options.seed, kFeedStream + 4'000'000 + h);
    homes.total = *(half == 1 ? paper.province().hamlets_old : paper.province().hamlets)[h].weight;
    homes.requested = homes.total * prng.between(40, 60) / 100;
    for (const std::size_t op : {kViettel, kVnpt})  // some homes stand too far from what is built
      homes.passed[op] = homes.total * (built[h][op] / 1000) * prng.between(80, 100) / 100'000;
    if (world.hamlets[h].households > 0)
      homes.passed[kMobifone] =
          mobifone_fiber(world, h, half).passed * homes.total / world.hamlets[h].households;
    for (std::size_t op = 0; op < homes.passed.size(); ++op)
      homes.connected[op] = homes.passed[op] * prng.between(35, 70) / 100;
  }
  return all;
}

void add(FormRow& row, const Homes& homes, Operator op) {
  row.total += homes.total;
  row.passed += homes.passed[op];
  row.connected += homes.connected[op];
  row.requested += homes.requested;
}

struct Forms {
  const Paper& paper;
  const std::string& folder;
  Feeds& feeds;
  const int half;
  const std::vector<Homes> homes;

  const Province& province() const { return paper.province(); }

  std::vector<FormRow> by_hamlet(std::size_t district, Operator op) const {
    std::vector<FormRow> rows;
    for (std::size_t h = 0; h < homes.size(); ++h) {
      if (paper.district_of(h) != district || !paper.has_id(h)) continue;
      const Entry& hamlet = (half == 1 ? province().hamlets_old : province().hamlets)[h];
      add(rows.emplace_back(FormRow{.code = hamlet.code, .name = hamlet.name}), homes[h], op);
    }
    return rows;
  }

  /// Of the communes that make up a district, or that were made of its communes.
  std::vector<FormRow> by_commune(std::size_t district, Operator op, bool merged) const {
    const std::vector<Entry>& communes = merged ? province().communes_new : province().communes_old;
    std::map<std::string, FormRow> rows;
    for (std::size_t c = 0; c < paper.world.communes.size(); ++c) {
      const Commune& commune = paper.world.communes[c];
      const Entry& unit = communes[merged ? commune.merged : c];
      if (commune.district == district) rows[unit.code] = {.code = unit.code, .name = unit.name};
    }
    for (std::size_t h = 0; h < homes.size(); ++h) {
      const auto row = rows.find((merged ? province().hamlets : province().hamlets_old)[h].parent);
      if (row != rows.end()) add(row->second, homes[h], op);
    }
    std::vector<FormRow> found;
    for (const auto& [code, row] : rows) found.push_back(row);
    return found;
  }

  Status write(const std::string& file, Operator op, std::size_t district, const char* key,
               const std::vector<FormRow>& rows, const std::string& part, const char* codes_as_of = "") {
    if (rows.empty()) return {};
    const Form form{
        .file = file,
        .office = fmt::format("{} – chi nhánh tỉnh minh họa", kOperatorNames[op]),
        .title = "BÁO CÁO SỐ HỘ CÓ HẠ TẦNG CÁP QUANG",
        .about = fmt::format("Địa bàn: {} (cũ), số liệu đến {}", province().districts[district].name,
                             half == 1 ? "30/06/2025" : "31/12/2025"),
        .letter = fmt::format("(Kèm theo Công văn số {}/BC-VT {})", 10 * (district + 1) + op,
                              kLetters[static_cast<std::size_t>(half - 1)]),
        .key = key,
        .passed = "Số hộ có hạ tầng"};
    VP_CHECK(write_form(folder, form, rows));
    SubmissionFeed feed;
    feed.file = file;
    feed.op = kOperators[op];
    feed.technology = "fiber";
    feed.as_of = kHalfYearEnds[static_cast<std::size_t>(half - 1)];
    feed.part = part;
    feed.codes_as_of = codes_as_of;
    feeds.submissions.push_back(std::move(feed));
    return {};
  }

  std::string file(Operator op, const std::string& what) const {
    return fmt::format("{}_cap_quang_{}_{}.xlsx", kOperators[op], what, half == 1 ? "2025-06" : "2025-12");
  }

  /// Slips of the pen, one a form: fewer than make a form be refused.
  static void soil(std::vector<FormRow>& rows, std::size_t district) {
    if (rows.size() < 6) return;
    if (district == 0) rows[5].passed = rows[5].total + kTypingError;
    switch (district % 4) {
      case 0:
        rows.push_back({.code = "h-0000000000", .name = "Ấp chưa rõ", .total = 90, .passed = 60});
        break;
      case 1:
        rows[1].passed_as_typed = "khoảng " + std::to_string(rows[1].passed);
        break;
      case 2:
        rows.push_back(rows[2]);
        rows.back().passed -= rows.back().passed / 3;
        break;
      default:
        rows[3].passed_as_typed = " ";
    }
  }

  Status viettel(std::size_t d, const std::string& code) {
    std::vector<FormRow> rows = by_hamlet(d, kViettel);
    if (half == 2) soil(rows, d);
    VP_CHECK(write(file(kViettel, "huyen" + code), kViettel, d, "ấp", rows, "huyen-" + code));
    if (half == 1 || d != 0) return {};
    // Headquarters has other figures of the first commune than its branches.
    std::vector<FormRow> summary = by_commune(d, kViettel, true);
    summary.front().passed -= summary.front().passed / 5;
    return write(file(kViettel, "tong_hop"), kViettel, d, "xã", summary, "tong-hop");
  }

  Status vnpt(std::size_t d, const std::string& code) {
    return write(file(kVnpt, "huyen" + code), kVnpt, d, "xã", by_commune(d, kVnpt, false), "huyen-" + code,
                 half == 1 ? "" : kLastOldDay);
  }

  Status mobifone(std::size_t d, const std::string& code) {
    if (d + 1 == province().districts.size()) return {};
    const bool hamlets = d % 2 == 0;
    return write(file(kMobifone, "huyen" + code), kMobifone, d, hamlets ? "ấp" : "xã",
                 hamlets ? by_hamlet(d, kMobifone) : by_commune(d, kMobifone, half == 2), "huyen-" + code);
  }
};

}  // namespace

Status write_form(const std::string& folder, const Form& form, const std::vector<FormRow>& rows) {
  VP_TRY(Feed feed,
         Feed::open(folder, form.file, formats::GeometryKind::none,
                    {count(form.office), code(""), {""}, count(""), count(""), count(""), count("")}));
  const auto line = [&](const std::string& words) { return feed.row({words, "", "", "", "", "", ""}); };
  VP_CHECK(line(form.title));
  VP_CHECK(line(form.about));
  VP_CHECK(line(form.letter));
  VP_CHECK(feed.row({"STT", "Mã " + form.key, "Tên " + form.key, "Tổng số hộ", form.passed,
                     "Số hộ đang sử dụng", "Số hộ có nhu cầu"}));
  std::int64_t number = 0;
  FormRow sum;
  for (const FormRow& row : rows) {
    const formats::Cell passed =
        row.passed_as_typed.empty() ? formats::Cell(row.passed) : formats::Cell(row.passed_as_typed);
    VP_CHECK(feed.row({++number, row.code, row.name, row.total, passed, row.connected, row.requested}));
    sum.total += row.total;
    sum.passed += row.passed;
    sum.connected += row.connected;
    sum.requested += row.requested;
  }
  VP_CHECK(feed.row({"Tổng cộng", "", "", sum.total, sum.passed, sum.connected, sum.requested}));
  return feed.close();
}

Status write_paper_fiber(const Paper& paper, const std::string& folder, Feeds& feeds) {
  for (const int half : {1, 2}) {
    Forms forms{paper, folder, feeds, half, count_homes(paper, half)};
    for (std::size_t d = 0; d < paper.province().districts.size(); ++d) {
      const std::string& code = paper.province().districts[d].code;
      VP_CHECK(forms.viettel(d, code));
      VP_CHECK(forms.vnpt(d, code));
      VP_CHECK(forms.mobifone(d, code));
    }
  }
  return {};
}

}  // namespace vungphu::demo
