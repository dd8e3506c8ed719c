// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AggregatorV3} from "../external/AggregatorV3.sol";
import {Rights} from "./Rights.sol";
import {PPM} from "./Work.sol";

/// @notice What a holder signs to sell a license: the whole contract between the two, readable in a wallet.
/// @dev Its EIP-712 struct hash is the offer's id. Times are seconds, money is token-wei, rates are parts per million.
struct Offer {
    /// The licensed work's id.
    bytes32 work;
    /// The work's epoch the signer saw; the offer dies when the work changes hands.
    uint64 epoch;
    /// The signer's counter; `cancelAll` outdates every offer signed before.
    uint64 counter;
    /// The currency, also when a feed sets the amount.
    address token;
    /// Fixed price in token-wei, or the price in the feed's quote, in token-wei per whole quote unit.
    uint128 price;
    /// Who may own the license at first; 0 means anyone.
    address buyer;
    /// How many licenses may ever be sold; at least 1.
    uint32 supply;
    /// How long a license lasts; 0 means for ever.
    uint64 duration;
    /// How many uses it includes; 0 means without limit.
    uint32 uses;
    /// Mask of the rights granted, see `Rights`.
    uint8 rights;
    /// Mask of the granted rights nobody else is sold while the license lasts.
    uint8 exclusive;
    /// Least share a linked derivative must owe the work.
    uint32 derivativeShare;
    /// Share of declared revenue that is due.
    uint32 revenueShare;
    /// Declared revenue at which the rights end; 0 means without limit.
    uint128 revenueCap;
    /// Longest time between two declarations; 0 means none is required.
    uint64 reportingPeriod;
    /// Hash of the channel the license is limited to; 0 means every channel.
    bytes32 channel;
    /// SHA-256 of the license text.
    bytes32 text;
    /// Key that may deliver or refund bare transfers to this offer's checkouts; 0 means none.
    address gateway;
    /// Chainlink-style price feed; 0 means the price is fixed.
    address feed;
    /// Bounds on the amount a feed leads to.
    uint128 minPrice;
    uint128 maxPrice;
    /// Oldest feed answer accepted.
    uint32 maxAge;
    /// Last second at which the offer may be bought; also ends renewals.
    uint64 validUntil;
    /// Makes two offers of the same terms differ.
    uint256 salt;
}

using OfferLib for Offer global;

/// @title OfferLib
/// @notice Names offers, refuses senseless ones, and says what they cost now.
library OfferLib {
    /// @notice The offer's fields contradict each other or pass a limit.
    error InvalidOffer(bytes32 offer);
    /// @notice The feed answered zero or less.
    error PriceNotPositive(int256 answer);
    /// @notice The feed's answer is too old, or from the future.
    error PriceStale(uint256 updatedAt, uint256 maxAge);
    /// @notice The amount is outside the bounds that the holder signed.
    error PriceOutOfBounds(uint256 amount, uint256 minPrice, uint256 maxPrice);

    bytes32 internal constant TYPEHASH = keccak256(
        "Offer(bytes32 work,uint64 epoch,uint64 counter,address token,uint128 price,address buyer,uint32 supply,uint64 duration,uint32 uses,uint8 rights,uint8 exclusive,uint32 derivativeShare,uint32 revenueShare,uint128 revenueCap,uint64 reportingPeriod,bytes32 channel,bytes32 text,address gateway,address feed,uint128 minPrice,uint128 maxPrice,uint32 maxAge,uint64 validUntil,uint256 salt)"
    );

    /// @notice The id of an offer: its EIP-712 struct hash, without a domain.
    function id(Offer calldata self) internal pure returns (bytes32 result) {
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, typehash)
            // The 24 fields are one word each, in the order of the type.
            calldatacopy(add(m, 0x20), self, 0x300)
            result := keccak256(m, 0x320)
        }
    }

    /// @notice Refuses an offer that could not mean what it says.
    /// @dev Reads the fields that a sale does not read: reading refuses a word that is too large for its type, and the id
    ///      and the event take the words as they are.
    /// @custom:limit Known rights only, exclusive ones among them; shares up to 1,000,000 parts per million; a reporting
    ///               period below 2^48 seconds.
    function check(Offer calldata self, bytes32 offer) internal pure {
        uint256 rights = self.rights;
        bool masks = rights != 0 && rights <= Rights.ALL && self.exclusive & ~rights == 0;
        bool shares = self.revenueShare <= PPM && self.derivativeShare <= PPM;
        (self.gateway, self.minPrice, self.maxPrice, self.maxAge);
        require(masks && shares && self.reportingPeriod <= type(uint48).max, InvalidOffer(offer));
    }

    /// @notice What a license costs now, in token-wei.
    /// @dev With a feed, `price` counts the feed's quote: amount = price * 10^decimals / answer.
    /// @custom:rounding Up, in favor of the holder.
    function amount(Offer calldata self) internal view returns (uint256 result) {
        result = self.price;
        if (self.feed == address(0)) return result;
        (, int256 answer,, uint256 updatedAt,) = AggregatorV3(self.feed).latestRoundData();
        require(answer > 0, PriceNotPositive(answer));
        bool fresh = updatedAt <= block.timestamp && block.timestamp - updatedAt <= self.maxAge;
        require(fresh, PriceStale(updatedAt, self.maxAge));
        uint256 quoted = result * 10 ** AggregatorV3(self.feed).decimals();
        result = quoted / uint256(answer) + (quoted % uint256(answer) == 0 ? 0 : 1);
        bool bounded = self.minPrice <= result && result <= self.maxPrice;
        require(bounded, PriceOutOfBounds(result, self.minPrice, self.maxPrice));
    }
}
