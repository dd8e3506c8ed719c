// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Offer} from "./Offer.sol";

/// @notice What the chain keeps of an offer: `sold (32 bits) | uses (32) << 32 | rights (8) << 64 | reports (1) << 72
///         | text (64) << 80`.
/// @dev Zero means the offer is unknown, since every offer grants a right. The rest is shown as the offer's preimage.
type Terms is uint256;

using TermsLib for Terms global;

/// @title TermsLib
/// @notice Packs the terms that decide whether a license is valid.
library TermsLib {
    /// @notice The terms of an offer of which nothing was sold.
    /// @param number The license text's number, at most 64 bits.
    function from(Offer calldata offer, uint256 number) internal pure returns (Terms) {
        uint256 reports = offer.revenueCap != 0 || offer.reportingPeriod != 0 ? 1 : 0;
        return Terms.wrap(uint256(offer.uses) << 32 | uint256(offer.rights) << 64 | reports << 72 | number << 80);
    }

    function isKnown(Terms self) internal pure returns (bool) {
        return Terms.unwrap(self) != 0;
    }

    function sold(Terms self) internal pure returns (uint256) {
        return uint32(Terms.unwrap(self));
    }

    /// @notice Uses included in each license; 0 means without limit.
    function uses(Terms self) internal pure returns (uint256) {
        return uint32(Terms.unwrap(self) >> 32);
    }

    function rights(Terms self) internal pure returns (uint256) {
        return uint8(Terms.unwrap(self) >> 64);
    }

    /// @notice Whether declared revenue can end a license, by its cap or by a missed report.
    function hasReports(Terms self) internal pure returns (bool) {
        return Terms.unwrap(self) >> 72 & 1 != 0;
    }

    /// @notice The number of the license's text.
    function text(Terms self) internal pure returns (uint256) {
        return Terms.unwrap(self) >> 80;
    }

    /// @notice The terms after one more sale.
    /// @dev The count cannot overflow: the caller checked that fewer than the supply were sold.
    function sellOne(Terms self) internal pure returns (Terms) {
        unchecked {
            return Terms.wrap(Terms.unwrap(self) + 1);
        }
    }
}
