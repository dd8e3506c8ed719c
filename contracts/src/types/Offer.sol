// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

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
