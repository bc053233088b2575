#include "sandbox.hpp"

#include <array>
#include <csignal>

#include <iconv.h>
#include <ogr_srs_api.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "gdal.hpp"

namespace vungphu::reader {
namespace {

bool limit(__rlimit_resource resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit value{soft, hard};
  return setrlimit(resource, &value) == 0;
}

/// Address space in all, the mapped file included.
bool limit_memory(std::uint64_t bytes) { return kSanitized || limit(RLIMIT_AS, bytes, bytes); }

/// What base/encoding.cpp, a Shapefile's .cpg and the names in a zip may ask the C library for. Its
/// converters are libraries loaded on demand, and stay loaded while one is open.
constexpr std::array kEncodings{
    "WINDOWS-1258", "WINDOWS-1252", "ISO-8859-1",   "UTF-16LE",     "UTF-16BE",     "UTF-32LE",
    "UTF-32BE",     "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
    "WINDOWS-1256", "WINDOWS-1257", "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",
    "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-11",
    "ISO-8859-13",  "ISO-8859-15",  "ISO-8859-16",  "CP437",        "CP850",        "CP852",
    "CP866",        "IBM855",       "CP874",        "TIS-620",      "KOI8-R",       "MAC-CYRILLIC",
    "MACINTOSH",    "VISCII",       "TCVN5712-1",   "GB18030",      "GBK",          "CP936",
    "BIG5",         "CP932",        "SHIFT_JIS",    "EUC-JP",       "ISO-2022-JP",  "CP949",
    "EUC-KR",       "EUC-TW",       "UHC"};

}  // namespace

std::uint64_t cpu_seconds(const Limits& limits, std::uint64_t file_bytes) {
  return limits.cpu_seconds > 0 ? limits.cpu_seconds : 10 + (file_bytes >> 20);
}

void warm_up(bool crs) {
  for (const char* encoding : kEncodings) iconv_open("UTF-8", encoding);  // never closed
  if (!crs) return;
  GdalErrors quiet;
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(system, 3405);
  OSRRelease(system);
}

bool enter_sandbox(const Limits& limits, std::uint64_t file_bytes) {
  const std::uint64_t cpu = cpu_seconds(limits, file_bytes);
  return limit_memory(limits.memory_bytes + file_bytes) &&
         limit(RLIMIT_CPU, cpu, cpu + 1) &&  // SIGXCPU first, so that the parent can tell why
         limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, 32, 32) &&
         prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0 &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && enter_landlock() && enter_seccomp();
}

}  // namespace vungphu::reader
