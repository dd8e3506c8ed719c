// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "./ILedger.sol";
import {ILicenses} from "./ILicenses.sol";
import {IPuller} from "./IPuller.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

/// @title Payer
/// @notice Brings a buyer's money to the Ledger in one hop.
/// @dev Needs no lock of its own. These are the only calls of Licenses that are not static. The Ledger's lock refuses a
///      payment within a payment, they come last, and everything is undone when the payment falls short.
abstract contract Payer is ILicenses, IPuller {
    ILedger private immutable _ledger;

    constructor(ILedger ledger) {
        _ledger = ledger;
    }

    /// @inheritdoc IPuller
    /// @dev The Ledger calls back whoever called it, so `data` is what `_pay` wrote.
    function onPull(address token, uint256 amount, bytes calldata data) external {
        require(msg.sender == address(_ledger), NotLedger(msg.sender));
        (address payer, bool pulled, bytes memory order) = abi.decode(data, (address, bool, bytes));
        if (pulled) IPuller(payer).onPull(token, amount, order);
        else SafeTransferLib.safeTransferFrom(token, payer, msg.sender, amount);
    }

    /// @dev Pays a work's sales bucket by the caller's allowance. Nothing to pay calls no token.
    function _pay(bytes32 work, address token, uint256 amount) internal {
        if (amount != 0) _credit(work, token, amount, abi.encode(msg.sender, false, ""));
    }

    /// @dev Pays with what the caller brings when it is called back with `order`.
    function _payPulled(bytes32 work, address token, uint256 amount, bytes calldata order) internal {
        if (amount != 0) _credit(work, token, amount, abi.encode(msg.sender, true, order));
    }

    function _credit(bytes32 work, address token, uint256 amount, bytes memory pull) private {
        uint256 credited = _ledger.payPulled(work, token, amount, pull);
        require(credited >= amount, PaidShort(credited, amount));
    }
}
