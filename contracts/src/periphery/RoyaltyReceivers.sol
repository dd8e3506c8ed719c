// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../core/ILedger.sol";
import {IPuller} from "../core/IPuller.sol";
import {IRoyaltyReceivers} from "../core/IRoyaltyReceivers.sol";
import {Bucket} from "../types/Bucket.sol";
import {Purse} from "./Purse.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

/// @title RoyaltyReceivers
/// @notice Gives every work an address of its own for resale royalties; see `IRoyaltyReceivers`.
/// @dev A receiver is a purse whose salt is the work's id. It has no other way out than `sweep`, and the Ledger's lock
///      refuses a sweep within a sweep.
contract RoyaltyReceivers is IRoyaltyReceivers, IPuller {
    ILedger private immutable _ledger;
    address private immutable _weth;

    /// @param weth The wrapped ether that ether becomes.
    constructor(ILedger ledger, address weth) {
        _ledger = ledger;
        _weth = weth;
    }

    /// @inheritdoc IRoyaltyReceivers
    function receiverOf(bytes32 work) public view returns (address) {
        return Purse.addressOf(work);
    }

    /// @inheritdoc IRoyaltyReceivers
    function sweep(bytes32 work, address token) external returns (uint256 credited) {
        address receiver = receiverOf(work);
        Purse.open(receiver, work);
        if (token == _weth) _wrap(receiver);
        uint256 amount = SafeTransferLib.balanceOf(token, receiver);
        require(amount != 0, NothingToSweep(work, token));
        credited = _ledger.payPulled(Bucket.Resale.keyOf(work), token, amount, abi.encode(receiver));
        emit Swept(work, token, credited);
    }

    /// @inheritdoc IPuller
    /// @dev The Ledger calls back whoever called it, so `data` is what `sweep` wrote.
    function onPull(address token, uint256 amount, bytes calldata data) external {
        require(msg.sender == address(_ledger), NotLedger(msg.sender));
        Purse.transfer(abi.decode(data, (address)), token, msg.sender, amount);
    }

    function _wrap(address receiver) private {
        uint256 held = receiver.balance;
        if (held != 0) Purse.call(receiver, _weth, held, abi.encodeWithSignature("deposit()"));
    }
}
